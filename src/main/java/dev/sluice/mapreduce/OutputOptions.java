package dev.sluice.mapreduce;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import java.util.Optional;

/** What the settings of the output format say. Immutable. */
final class OutputOptions {

  static final String NO_INDEX =
      OutputSettings.INDEX + " is not set but must name the index or alias to write to";

  final IdRule id;
  final IdGeneration idGeneration;
  final NumberText idNumbers;
  final NullId nullId;
  final Operation operation;
  final boolean speculation;
  final String createPolicy;
  final int retryOnConflict;

  private final String index;
  private final String routingField;
  private final String pipeline;
  private final String encoder;
  private final String jobDir;
  private final String secretsFile;

  private OutputOptions(Settings settings) {
    id = settings.get(OutputSettings.ID);
    idGeneration = settings.get(OutputSettings.ID_GENERATE);
    idNumbers = settings.get(DocumentSettings.ID_NUMBERS);
    nullId = settings.get(DocumentSettings.ID_NULL);
    operation = settings.get(OutputSettings.OPERATION);
    speculation = settings.get(OutputSettings.SPECULATION_ALLOW);
    createPolicy = settings.get(OutputSettings.INDEX_CREATE);
    retryOnConflict = settings.get(OutputSettings.RETRY_ON_CONFLICT);
    index = settings.get(OutputSettings.INDEX).orElse(null);
    routingField = settings.get(OutputSettings.ROUTING_FIELD).orElse(null);
    pipeline = settings.get(OutputSettings.PIPELINE).orElse(null);
    encoder = settings.get(OutputSettings.VALUE_ENCODER).orElse(null);
    jobDir = settings.get(OutputSettings.JOB_DIR).orElse(null);
    secretsFile = settings.get(OutputSettings.SECRETS_FILE).orElse(null);
  }

  /** Reads the options; problems are noted in the settings. */
  static OutputOptions read(Settings settings) {
    return new OutputOptions(settings);
  }

  Optional<String> index() {
    return Optional.ofNullable(index);
  }

  Optional<String> routingField() {
    return Optional.ofNullable(routingField);
  }

  Optional<String> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  Optional<String> encoder() {
    return Optional.ofNullable(encoder);
  }

  Optional<String> jobDir() {
    return Optional.ofNullable(jobDir);
  }

  Optional<String> secretsFile() {
    return Optional.ofNullable(secretsFile);
  }
}
