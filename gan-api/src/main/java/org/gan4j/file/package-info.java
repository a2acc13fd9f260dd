/** Files: written while others read them, told apart by their hash, kept in the user's cache. */
@NullMarked
package org.gan4j.file;

import org.jspecify.annotations.NullMarked;
