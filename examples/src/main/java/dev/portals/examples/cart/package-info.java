/**
 * A shop: an inventory that others ask for stock, and carts that ask it. The two applications share
 * the constants of {@link dev.portals.examples.cart.Shop} and nothing else.
 */
@NullMarked
package dev.portals.examples.cart;

import org.jspecify.annotations.NullMarked;
