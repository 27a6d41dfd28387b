/**
 * Trained networks for other programs: comes in a {@link org.gantry.network.ModelBundle}, goes out a folder or a file
 * that needs none of Gantry. A network is laid out once ({@code PortableNetwork}), in whatever a format calls its
 * operations ({@code PortableOps}).
 */
@NullMarked
package org.gantry.network.export;

import org.jspecify.annotations.NullMarked;
