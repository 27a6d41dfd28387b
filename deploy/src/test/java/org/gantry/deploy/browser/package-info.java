/** The dashboard's pages, looked at and used in a browser. */
@NullMarked
package org.gantry.deploy.browser;

import org.jspecify.annotations.NullMarked;
