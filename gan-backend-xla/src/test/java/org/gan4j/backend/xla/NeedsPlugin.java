package org.gan4j.backend.xla;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests that are skipped where there is no plug-in. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "org.gan4j.backend.xla.TestDevice#hasPlugin",
    disabledReason =
        "there is no plug-in for the device: for the CPU get one with ./gan fetch xla-cpu")
@interface NeedsPlugin {}
