package dev.moonsim.report;

import dev.moonsim.config.Seeds;
import dev.moonsim.property.CampaignProperties;
import dev.moonsim.property.CampaignProperty;
import dev.moonsim.property.Contract;
import java.util.ArrayList;
import java.util.List;

/** The properties of a campaign for people: a line each, failures and misses first. */
public final class PropertyLines {
    private static final int MOST = 60;
    private static final int LONGEST_DETAILS = 160;

    private PropertyLines() {}

    public static List<String> of(CampaignProperties properties) {
        List<CampaignProperty> all = properties.all();
        List<String> lines = new ArrayList<>();
        if (all.isEmpty()) {
            return lines;
        }
        lines.add("  properties: " + properties.count(Contract.PASS) + " PASS, " + properties.count(Contract.FAIL) + " FAIL, "
                + properties.count(Contract.MISS) + " MISS");
        int width = 0;
        for (CampaignProperty property : all) {
            width = Math.max(width, Contract.word(property.kind()).length());
        }
        for (CampaignProperty property : all) {
            if (lines.size() > MOST) {
                lines.add("    ... and " + (all.size() - MOST) + " more, all of them in the report");
                break;
            }
            lines.add(line(property, width));
        }
        return lines;
    }

    private static String line(CampaignProperty property, int width) {
        String kind = Contract.word(property.kind());
        StringBuilder line = new StringBuilder("    ").append(property.contract()).append("  ").append(kind);
        line.repeat(' ', width - kind.length()).append("  ").append(property.message()).append("  ");
        long total = property.held() + property.failed();
        if (total == 0) {
            return line.append("(never reached)").toString();
        }
        switch (property.kind()) {
            case REACHABLE, UNREACHABLE, SOMETIMES_EACH -> {
                Summary.grouped(line, total);
                line.append(total == 1 ? " time" : " times");
            }
            case SOMETIMES_ALL -> line.append("at most ").append(property.most()).append(" of ").append(property.conditions());
            default -> {
                Summary.grouped(line, property.held());
                line.append(" of ");
                Summary.grouped(line, total);
            }
        }
        if (!property.combinations().isEmpty()) {
            line.append(", ").append(property.combinations().size())
                    .append(property.combinations().size() == 1 ? " combination" : " combinations");
        }
        if (property.watermark() != null) {
            line.append(property.watermark().held() == isOf(property) ? ", farthest " : ", nearest ")
                    .append(property.watermark().value()).append(" (bound ").append(property.watermark().bound())
                    .append(") in seed ").append(Seeds.text(property.watermarkSeed()));
        }
        if (property.contract() == Contract.FAIL && property.first() != null) {
            line.append(", first in seed ").append(Seeds.text(property.firstSeed())).append(" at ");
            Summary.seconds(line, property.first().nanos() / 1_000_000, 3);
            line.append(" on ").append(property.first().node());
            if (!property.first().details().isEmpty()) {
                String details = property.first().details();
                line.append(": ").append(details.length() <= LONGEST_DETAILS ? details
                        : details.substring(0, LONGEST_DETAILS) + "...");
            }
        } else if (property.first() != null) {
            line.append(", first in seed ").append(Seeds.text(property.firstSeed()));
        }
        return line.toString();
    }

    /** Which way round a comparison counts: one that must hold goes farthest where it fails. */
    private static boolean isOf(CampaignProperty property) {
        return property.kind() == dev.moonsim.api.spi.PropertyKind.SOMETIMES;
    }
}
