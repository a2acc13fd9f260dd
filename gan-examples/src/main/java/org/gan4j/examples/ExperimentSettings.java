package org.gan4j.examples;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainingPlan;

/**
 * Everything about an experiment that can be changed. It is stored in {@code run.json}, from which
 * a trained generator is restored; its fields tell which experiment's it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(QuadraticSettings.class),
  @JsonSubTypes.Type(ImageSettings.class)
})
sealed interface ExperimentSettings permits QuadraticSettings, ImageSettings {

  /** What {@code gan train} calls the experiment. */
  String experiment();

  /** The networks and what they play for. */
  Gan gan();

  /** How they are trained. */
  TrainingPlan plan();

  /**
   * Passes if networks and plan can be made of these settings, before anything is written.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  default void check() {
    gan();
    plan();
  }
}
