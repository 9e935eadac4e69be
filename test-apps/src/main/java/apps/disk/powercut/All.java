package apps.disk.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** All of them, one after the other. When one has ended, all that it left is forced, so that it is not seen in the next. */
final class All {
    private static final List<Planted> PROGRAMS = List.of(new AckBeforeForce(), new AppendWithoutChecksum(), new DeleteBeforeTheNewIsDurable(), new ForceOnTheWrongChannel(),
            new IgnoredSyncFailure(), new LengthAsMark(), new LengthBeforeContent(), new MappedWithoutForce(),
            new OneSlot(), new RenameWithoutDirectorySync(), new RenameWithoutForce(), new SequenceWithoutPadding(),
            new TempFileOfTheCrash(), new TruncateBeforeSync(), new TwoFilesWithoutJournal());

    private All() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = args[0].equals("run") ? List.of() : Planted.lines();
        for (Planted program : PROGRAMS) {
            program.correct = args[1].equals("correct");
            if (args[0].equals("run")) {
                program.start();
                force(program.store);
            } else {
                program.check(program.promised(lines));
            }
        }
    }

    private static void force(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.sorted().toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        Planted.syncDirectory(store);
    }
}
