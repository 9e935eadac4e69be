package apps.disk.parity;

import apps.parity.Cases;
import java.util.List;

/** All cases of the file system's classes, or those of the classes named. */
public final class All {
    private All() {}

    public static void main(String[] args) throws Exception {
        Cases.run(List.of(new FileClassCases(), new StreamCases(), new RandomAccessCases(), new ContentCases(), new NamesCases(),
                new AttributeCases(), new FileSystemCases(), new WatchCases(), new FileChannelCases(), new MapCases(),
                new AsynchronousFileCases(), new ArchiveCases(), new LibraryCases(), new PermissionCases()), args);
    }
}
