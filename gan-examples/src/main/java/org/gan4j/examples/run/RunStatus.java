package org.gan4j.examples.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run has come, as {@code run.json} says it. */
enum RunStatus {
  /** It trains; if no process has the folder's lock, that process was killed. */
  @JsonProperty("running")
  RUNNING,
  /** It was stopped before its last iteration. */
  @JsonProperty("interrupted")
  INTERRUPTED,
  /** A loss or a parameter was no longer finite. */
  @JsonProperty("diverged")
  DIVERGED,
  /** Something else went wrong. */
  @JsonProperty("failed")
  FAILED,
  /** All iterations are done. */
  @JsonProperty("done")
  DONE
}
