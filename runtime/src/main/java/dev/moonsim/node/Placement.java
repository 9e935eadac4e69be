package dev.moonsim.node;

/**
 * Where a node stands: names of its data centre, zone and machine, as {@code dc1}, {@code dc1-z2}, {@code dc1-z2-m1}.
 *
 * @param sharedDisk it is a process of its machine, with one disk for all such nodes there; else it has a disk of its own
 */
public record Placement(String dataCenter, String zone, String machine, boolean sharedDisk) {
    /** Of a node that the scenario gives no place; it has a machine of its own. */
    public static final Placement NOWHERE = new Placement("", "", "", false);

    /** From 1 each. */
    public static Placement of(int dataCenter, int zone, int machine) {
        return of(dataCenter, zone, machine, false);
    }

    public static Placement of(int dataCenter, int zone, int machine, boolean sharedDisk) {
        String dc = "dc" + dataCenter;
        return new Placement(dc, dc + "-z" + zone, dc + "-z" + zone + "-m" + machine, sharedDisk);
    }

    public boolean isIn(String domain) {
        return !domain.isEmpty() && (domain.equals(dataCenter) || domain.equals(zone) || domain.equals(machine));
    }
}
