package dev.moonsim.disk;

/**
 * The name by which files are open, as long as it is in its directory: it goes along with renames, and the watches of the
 * directory are told by it what happens to the file. Of a file that was deleted it stays what it was.
 */
final class OpenName {
    private Directory directory;
    private String text;

    OpenName(Directory directory, String text) {
        moved(directory, text);
    }

    void moved(Directory to, String newText) {
        directory = to;
        text = newText;
    }

    Directory directory() {
        return directory;
    }

    String text() {
        return text;
    }

    void tell(int event) {
        directory.tell(event, text);
    }
}
