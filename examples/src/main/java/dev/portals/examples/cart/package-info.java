/**
 * A shop: an inventory that others ask for stock, carts that ask it, orders, and analytics that are
 * launched while the others run. The four applications share the constants of {@link
 * dev.portals.examples.cart.Shop} and nothing else.
 */
@NullMarked
package dev.portals.examples.cart;

import org.jspecify.annotations.NullMarked;
