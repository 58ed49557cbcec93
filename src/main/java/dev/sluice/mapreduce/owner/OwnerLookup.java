package dev.sluice.mapreduce.owner;

import java.util.Optional;

/** Finds out whether jobs still run. */
public interface OwnerLookup {

  /** The state of the process or application that runs a job. Blocks. */
  OwnerState state(JobOwner owner);

  /** Why the ResourceManager could not be asked; empty if it was not asked, or has answered. */
  Optional<String> problem();
}
