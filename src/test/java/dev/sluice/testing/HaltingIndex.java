package dev.sluice.testing;

import dev.sluice.mapreduce.commit.IndexControl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An index over another before or after one of whose calls the power goes, and nothing more is done
 * or heard: what a committer that is killed leaves.
 */
public final class HaltingIndex {

  /** The end of the process, which no handler of exceptions outlives. */
  public static final class Halt extends Error {

    private static final long serialVersionUID = 1L;

    public Halt() {
      super("halted");
    }
  }

  private HaltingIndex() {}

  /**
   * Halts around a call.
   *
   * @param step 0 before the first call, 1 after it, 2 before the second, and so on
   */
  public static IndexControl at(int step, IndexControl index, Runnable halt) {
    return at(step, new AtomicInteger(), index, halt);
  }

  /** The same with places counted over several indices, such as those of setup and commit. */
  public static IndexControl at(int step, AtomicInteger next, IndexControl index, Runnable halt) {
    return (IndexControl)
        Proxy.newProxyInstance(
            IndexControl.class.getClassLoader(),
            new Class<?>[] {IndexControl.class},
            (proxy, method, args) -> {
              haltAt(next.getAndIncrement(), step, halt);
              Object answer = answer(index, method, args);
              haltAt(next.getAndIncrement(), step, halt);
              return answer;
            });
  }

  private static Object answer(IndexControl index, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(index, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void haltAt(int place, int step, Runnable halt) {
    if (place == step) {
      halt.run();
    }
  }
}
