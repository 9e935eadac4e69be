/** How the API finds the simulation. Programs use {@link dev.moonsim.api}. */
package dev.moonsim.api.spi;
