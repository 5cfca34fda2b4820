/**
 * What runs where: operators, their ports and lanes, and the routes that a launch resolves. Data
 * only.
 */
@NullMarked
package dev.portals.plan;

import org.jspecify.annotations.NullMarked;
