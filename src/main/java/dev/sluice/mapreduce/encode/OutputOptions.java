package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import java.util.Optional;

/** The options of the output format. Immutable. */
public final class OutputOptions {

  public static final String NO_INDEX =
      OutputSettings.INDEX + " is not set: name the index or alias to write to";

  public final IdRule id;
  public final IdGeneration idGeneration;
  final NumberText idNumbers;
  final NullId nullId;
  public final Operation operation;
  public final boolean speculation;
  public final String createPolicy;
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

  /** Reads the options and reports problems to the settings. */
  public static OutputOptions read(Settings settings) {
    return new OutputOptions(settings);
  }

  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  Optional<String> routingField() {
    return Optional.ofNullable(routingField);
  }

  public Optional<String> pipeline() {
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
