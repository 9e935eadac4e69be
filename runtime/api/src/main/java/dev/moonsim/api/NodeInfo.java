package dev.moonsim.api;

import java.util.List;
import java.util.Map;

/**
 * A node as a scenario describes it.
 *
 * @param name its host name
 * @param ip its address
 * @param group the group it belongs to
 * @param index its place in the group, from 0
 * @param count the size of the group
 * @param version the version that it runs where the scenario has several, else ""
 * @param tags as dealt by the scenario
 * @param dataCenter its data centre, zone and machine; "" where the scenario has no placement
 * @param peers the names of the other nodes of its group
 */
public record NodeInfo(String name, String ip, String group, int index, int count, String version,
        Map<String, String> tags, String dataCenter, String zone, String machine, List<String> peers) {
}
