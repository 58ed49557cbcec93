package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys that only opensearch-hadoop has: for requests signed for AWS. */
final class EsAwsKeys {

  static final EsKey SIGV4 =
      EsKey.kept(
          "es.aws.sigv4.enabled",
          "false",
          "Only in opensearch-hadoop. true is refused at submission, because Sluice does not sign"
              + " requests for AWS.");
  static final EsKey OTHERS =
      EsKey.ignored("es.aws.sigv4.*", "", "Sluice does not sign requests for AWS.");

  static final List<EsKey> ALL = Collections.unmodifiableList(Arrays.asList(SIGV4, OTHERS));

  private EsAwsKeys() {}

  static void translate(EsDraft draft) {
    if (draft.flag(SIGV4)) {
      draft.refuse(
          SIGV4
              + " is true, but Sluice does not sign requests for AWS: allow the job's user with"
              + " basic authentication, or send the requests through a proxy that signs them");
    }
  }
}
