/** Plug-ins of the xla backend, which come as Python packages. */
@NullMarked
package org.gan4j.examples.plugins;

import org.jspecify.annotations.NullMarked;
