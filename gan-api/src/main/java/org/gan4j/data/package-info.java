/** Where real samples and noise come from: rows that are a pure function of seed and step. */
@NullMarked
package org.gan4j.data;

import org.jspecify.annotations.NullMarked;
