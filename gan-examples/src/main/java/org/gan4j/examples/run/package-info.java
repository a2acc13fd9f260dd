/**
 * What every run has in common, whatever the experiment: {@link org.gan4j.examples.run.Experiment},
 * its settings and options, the run folder and what is written to it. Knows no experiment.
 */
@NullMarked
package org.gan4j.examples.run;

import org.jspecify.annotations.NullMarked;
