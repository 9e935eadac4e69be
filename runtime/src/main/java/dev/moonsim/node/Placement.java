package dev.moonsim.node;

/** Where a node stands: names of its data centre, zone and machine, as {@code dc1}, {@code dc1-z2}, {@code dc1-z2-m1}. */
public record Placement(String dataCenter, String zone, String machine) {
    /** Of a node that the scenario gives no place; it has a machine of its own. */
    public static final Placement NOWHERE = new Placement("", "", "");

    /** From 1 each. */
    public static Placement of(int dataCenter, int zone, int machine) {
        String dc = "dc" + dataCenter;
        return new Placement(dc, dc + "-z" + zone, dc + "-z" + zone + "-m" + machine);
    }

    public boolean isIn(String domain) {
        return !domain.isEmpty() && (domain.equals(dataCenter) || domain.equals(zone) || domain.equals(machine));
    }
}
