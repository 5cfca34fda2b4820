/** The builders of an application and the checks of what they built (design rule S12). */
@NullMarked
package dev.portals.build;

import org.jspecify.annotations.NullMarked;
