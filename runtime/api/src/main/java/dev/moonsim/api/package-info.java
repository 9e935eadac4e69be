/**
 * What a program may say to a simulation, if it wants to: properties that must hold ({@link dev.moonsim.api.Assert}), places
 * where chaos may come from within ({@link dev.moonsim.api.Buggify}), facts for invariants and scripted faults
 * ({@link dev.moonsim.api.Moonsim#publish}); and what tests are made of: {@link dev.moonsim.api.Workload},
 * {@link dev.moonsim.api.Invariant}, {@link dev.moonsim.api.FaultInjector}.
 *
 * <p>Everything here may stay in production code. Outside of a simulation the calls do nothing, and compiled code keeps
 * nothing of them but the evaluation of their arguments.
 */
package dev.moonsim.api;
