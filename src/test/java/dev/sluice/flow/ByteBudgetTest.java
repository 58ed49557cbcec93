package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.DataSize;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ByteBudgetTest {

  private static final Duration AT_ONCE = Duration.ZERO;

  private final ByteBudget budget = ByteBudget.of(DataSize.ofBytes(100));

  @Test
  void bytes_are_lent_up_to_the_bound() throws InterruptedException {
    budget.acquire(60);

    assertThat(budget.tryAcquire(41, AT_ONCE)).isFalse();
    assertThat(budget.tryAcquire(40, AT_ONCE)).isTrue();
    assertThat(budget.held()).isEqualTo(100);
  }

  @Test
  void bytes_given_back_wake_who_waits_for_them() throws Exception {
    budget.acquire(100);
    CompletableFuture<Boolean> waiting = inAnotherThread(() -> budget.acquire(50));
    assertThat(waiting).isNotDone();

    budget.release(100);

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(budget.held()).isEqualTo(50);
  }

  @Test
  void a_request_larger_than_the_budget_is_let_in_alone() throws InterruptedException {
    budget.acquire(1);
    assertThat(budget.tryAcquire(1_000_000_000_000L, AT_ONCE)).isFalse();
    budget.release(1);

    assertThat(budget.tryAcquire(1_000_000_000_000L, AT_ONCE)).isTrue();

    assertThat(budget.tryAcquire(1, AT_ONCE)).isFalse();
    budget.release(1_000_000_000_000L);
    assertThat(budget.held()).isZero();
  }

  @Test
  void a_wait_that_is_interrupted_takes_nothing() throws Exception {
    budget.acquire(100);
    CountDownLatch done = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () ->
                assertThatThrownBy(() -> budget.acquire(1))
                    .isInstanceOf(InterruptedException.class)
                    .satisfies(e -> done.countDown()));
    waiting.start();

    waiting.interrupt();

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    budget.release(100);
    assertThat(budget.held()).isZero();
  }

  @Test
  void amounts_that_mean_nothing_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> budget.acquire(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteBudget.of(DataSize.ofBytes(0)));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteBudget.of(DataSize.parse("2gb")));
  }

  private interface Waits {
    void run() throws InterruptedException;
  }

  private static CompletableFuture<Boolean> inAnotherThread(Waits action) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                action.run();
                done.complete(true);
              } catch (InterruptedException e) {
                done.completeExceptionally(e);
              }
            })
        .start();
    return done;
  }
}
