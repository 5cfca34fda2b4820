/**
 * Accounts that send one another money by asks, and a total that is right whenever it is asked for.
 */
@NullMarked
package dev.portals.examples.bank;

import org.jspecify.annotations.NullMarked;
