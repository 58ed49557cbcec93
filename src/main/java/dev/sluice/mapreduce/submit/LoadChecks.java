package dev.sluice.mapreduce.submit;

import dev.sluice.client.Administration;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.commit.IndexPreparation;
import dev.sluice.mapreduce.commit.LoadMode;
import dev.sluice.mapreduce.commit.LoadModeMarker;
import dev.sluice.mapreduce.commit.LoadOptions;
import dev.sluice.mapreduce.commit.LoadSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks at submission that the steps before and after the load are possible. */
final class LoadChecks {

  private final Administration server;
  private final String index;
  private final LoadOptions options;

  /** The jobs that the job resumes; they may have left the index in load mode. */
  private final Set<String> resumed;

  LoadChecks(Administration server, String index, LoadOptions options, Set<String> resumed) {
    this.resumed = resumed;
    this.server = server;
    this.index = index;
    this.options = options;
  }

  /**
   * Runs the checks.
   *
   * @param found the index of the job, if it exists
   * @param future whether it does not exist and will be a data stream
   * @throws ConfigException if another job has the index in load mode, or it does not fit these
   *     settings
   */
  void check(Optional<IndexInfo> found, boolean future) throws IOException {
    boolean stream = future || found.filter(IndexInfo::dataStream).isPresent();
    if (found.isPresent() && !stream) {
      checkMark(found.get().name());
    }
    if (options.mode == LoadMode.BULK) {
      checkMode(found, stream);
    }
    if (options.alias().isPresent()) {
      checkAlias(options.alias().get(), stream);
    }
  }

  private void checkMark(String concrete) throws IOException {
    Optional<LoadModeMarker> mark = LoadModeMarker.in(server.index(concrete).meta());
    boolean own = options.mode == LoadMode.BULK && mark.filter(it -> it.isOf(resumed)).isPresent();
    if (mark.isPresent() && !own) {
      throw new ConfigException(IndexPreparation.taken(concrete, mark.get()));
    }
  }

  private void checkMode(Optional<IndexInfo> found, boolean stream) throws IOException {
    if (stream) {
      throw new ConfigException(
          LoadSettings.LOAD_MODE
              + " is bulk, but \""
              + index
              + "\" is a data stream, which may have other writers: remove the key");
    }
    checkPrivileges();
    if (found.isPresent() && !options.force && resumed.isEmpty()) {
      String concrete = found.get().name();
      server.refresh(concrete);
      if (server.count(concrete) > 0) {
        throw new ConfigException(IndexPreparation.notEmpty(concrete));
      }
    }
  }

  /** Checks the privileges before anything is changed, instead of when it must be restored. */
  private void checkPrivileges() throws IOException {
    List<String> onIndex = server.missingPrivileges(index, "manage", "read");
    List<String> onCluster = server.missingClusterPrivileges("monitor");
    if (!onIndex.isEmpty() || !onCluster.isEmpty()) {
      throw new ConfigException(
          LoadSettings.LOAD_MODE
              + " is bulk, but the credentials lack "
              + (onIndex.isEmpty() ? "" : "the privileges " + onIndex + " on index " + index)
              + (onIndex.isEmpty() || onCluster.isEmpty() ? "" : " and ")
              + (onCluster.isEmpty() ? "" : "the cluster privilege " + onCluster)
              + ": grant them, or remove the key");
    }
  }

  private void checkAlias(String alias, boolean stream) throws IOException {
    if (stream) {
      throw new ConfigException(
          LoadSettings.ALIAS + " is set, but \"" + index + "\" is a data stream: remove the key");
    }
    Optional<IndexInfo> there = server.find(alias);
    if (alias.equals(index) || there.filter(name -> !name.alias()).isPresent()) {
      throw new ConfigException(
          LoadSettings.ALIAS
              + " is \""
              + alias
              + "\", which is an index or a data stream: name an alias, or a name that is"
              + " not in use");
    }
    List<String> missing = server.missingPrivileges(alias, "manage");
    if (!missing.isEmpty()) {
      throw new ConfigException(
          LoadSettings.ALIAS
              + " is \""
              + alias
              + "\", but the credentials lack the privilege \"manage\" on it: grant it");
    }
  }
}
