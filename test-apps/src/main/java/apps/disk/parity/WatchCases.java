package apps.disk.parity;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** {@code WatchService}, {@code WatchKey} and {@code WatchEvent}. */
final class WatchCases extends FileCases {
    private static final WatchEvent.Kind<?>[] ALL = {ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY};

    WatchCases() throws IOException {}

    private static WatchService service() throws IOException {
        return FileSystems.getDefault().newWatchService();
    }

    private interface Change {
        void in(Path folder) throws Exception;
    }

    /** What a watch of a directory sees of a change to it. */
    private void sees(String name, WatchEvent.Kind<?>[] kinds, Change change, String... content) {
        of(name, () -> {
            Path folder = folder(content);
            try (WatchService service = service()) {
                WatchKey key = folder.register(service, kinds);
                change.in(folder);
                Thread.sleep(30);
                return events(service.poll(200, TimeUnit.MILLISECONDS), key);
            }
        });
    }

    private static String events(WatchKey signalled, WatchKey expected) throws Exception {
        if (signalled == null) {
            return "nothing";
        }
        StringBuilder events = new StringBuilder(signalled == expected ? "" : "another key ");
        for (WatchEvent<?> event : signalled.pollEvents()) {
            events.append(event.kind()).append(' ').append(event.context()).append(", ");
        }
        return events + (signalled.isValid() ? "valid " : "not valid ") + signalled.reset();
    }

    @Override
    void all() {
        changes();
        keys();
        registration();
        waits();
    }

    private void changes() {
        sees("a file is created", ALL, folder -> Files.createFile(folder.resolve("x")));
        sees("a file is written", ALL, folder -> Files.writeString(folder.resolve("x"), "abc"));
        sees("a file is overwritten", ALL, folder -> {
            try (RandomAccessFile file = new RandomAccessFile(folder.resolve("x").toFile(), "rw")) {
                file.write(1);
            }
        }, "x");
        sees("a file is truncated", ALL, folder -> {
            try (RandomAccessFile file = new RandomAccessFile(folder.resolve("x").toFile(), "rw")) {
                file.setLength(0);
            }
        }, "x");
        sees("a file is opened and truncated", ALL, folder -> Files.newOutputStream(folder.resolve("x")).close(), "x");
        sees("a file is written several times", ALL, folder -> {
            try (FileChannel c = FileChannel.open(folder.resolve("x"), StandardOpenOption.WRITE)) {
                for (int i = 0; i < 5; i++) {
                    c.write(bytes("abc"));
                }
            }
        }, "x");
        sees("two files are written in turn", new WatchEvent.Kind<?>[] {ENTRY_MODIFY}, folder -> {
            for (int i = 0; i < 2; i++) {
                Files.writeString(folder.resolve("x"), "abc", StandardOpenOption.APPEND);
                Files.writeString(folder.resolve("y"), "abc", StandardOpenOption.APPEND);
            }
        }, "x", "y");
        sees("a file is read", ALL, folder -> Files.readString(folder.resolve("x")), "x");
        sees("a file is deleted", ALL, folder -> Files.delete(folder.resolve("x")), "x");
        sees("a file is renamed", ALL, folder -> Files.move(folder.resolve("x"), folder.resolve("y")), "x");
        sees("a file is renamed over another", ALL, folder -> Files.move(folder.resolve("x"), folder.resolve("y"), java.nio.file.StandardCopyOption.ATOMIC_MOVE), "x", "y");
        sees("a file moves away", ALL, folder -> Files.move(folder.resolve("x"), none()), "x");
        sees("a file moves in", ALL, folder -> Files.move(file("y"), folder.resolve("x")));
        sees("permissions change", ALL, folder -> Files.setPosixFilePermissions(folder.resolve("x"), PosixFilePermissions.fromString("rw-------")), "x");
        sees("times change", ALL, folder -> Files.setLastModifiedTime(folder.resolve("x"), FileTime.fromMillis(0)), "x");
        sees("user's attributes change", ALL, folder -> Files.setAttribute(folder.resolve("x"), "user:a", bytes("v")), "x");
        sees("a directory is created", ALL, folder -> Files.createDirectory(folder.resolve("d")));
        sees("a directory is deleted", ALL, folder -> Files.delete(folder.resolve("d")), "d/");
        sees("something happens further below", ALL, folder -> Files.createFile(folder.resolve("d/x")), "d/");
        sees("a symbolic link is created", ALL, folder -> Files.createSymbolicLink(folder.resolve("l"), Path.of("none")));
        sees("a hard link is created", ALL, folder -> Files.createLink(folder.resolve("l"), file("x")));
        sees("a link in it is written through", ALL, folder -> {
            Path outside = file("x");
            Files.createSymbolicLink(folder.resolve("l"), outside);
            Files.writeString(folder.resolve("l"), "abc");
        });
        sees("a hard link elsewhere is written", new WatchEvent.Kind<?>[] {ENTRY_MODIFY}, folder -> {
            Path outside = Files.createLink(none(), folder.resolve("x"));
            Files.writeString(outside, "abc", StandardOpenOption.APPEND);
        }, "x");
        sees("the directory's own attributes change", ALL, folder -> Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------")));
        sees("only creation is wanted", new WatchEvent.Kind<?>[] {ENTRY_CREATE}, folder -> {
            Files.writeString(folder.resolve("x"), "abc");
            Files.delete(folder.resolve("x"));
        });
        sees("only deletion is wanted", new WatchEvent.Kind<?>[] {ENTRY_DELETE}, folder -> {
            Files.writeString(folder.resolve("x"), "abc");
            Files.delete(folder.resolve("x"));
        });
        sees("only modification is wanted", new WatchEvent.Kind<?>[] {ENTRY_MODIFY}, folder -> {
            Files.writeString(folder.resolve("x"), "abc");
            Files.delete(folder.resolve("x"));
        });
        sees("the directory itself goes", ALL, folder -> Files.delete(folder));
        sees("the directory itself moves, and goes on", ALL, folder -> Files.createFile(Files.move(folder, none()).resolve("x")));
        sees("an empty write", ALL, folder -> {
            try (FileChannel c = FileChannel.open(folder.resolve("x"), StandardOpenOption.WRITE)) {
                c.write(bytes(""));
            }
        }, "x");
        sees("mapped memory is written", ALL, folder -> {
            try (FileChannel c = FileChannel.open(folder.resolve("x"), StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                MappedByteBuffer map = c.map(FileChannel.MapMode.READ_WRITE, 0, 1);
                map.put((byte) 1);
                map.force();
            }
        }, "x");
        sees("an open and deleted file is written", ALL, folder -> {
            try (FileChannel c = FileChannel.open(folder.resolve("x"), StandardOpenOption.WRITE)) {
                Files.delete(folder.resolve("x"));
                c.write(bytes("x"));
            }
        }, "x");
        sees("more than a key holds", new WatchEvent.Kind<?>[] {ENTRY_CREATE}, folder -> {
            for (int i = 0; i < 600; i++) {
                Files.createFile(folder.resolve("x" + i));
            }
            Thread.sleep(300);
        });
    }

    private void keys() {
        of("key", () -> {
            Path folder = folder();
            try (WatchService service = service()) {
                WatchKey key = folder.register(service, ENTRY_CREATE);
                return key.isValid() + " " + key.watchable().equals(folder) + " " + key.pollEvents() + " " + key.reset() + " " + (folder.register(service, ENTRY_DELETE) == key);
            }
        });
        of("key cancelled", () -> {
            Path folder = folder();
            try (WatchService service = service()) {
                WatchKey key = folder.register(service, ENTRY_CREATE);
                key.cancel();
                key.cancel();
                Files.createFile(folder.resolve("x"));
                return key.isValid() + " " + key.reset() + " " + service.poll(50, TimeUnit.MILLISECONDS);
            }
        });
        of("key of a closed service", () -> {
            WatchService service = service();
            WatchKey key = folder().register(service, ENTRY_CREATE);
            service.close();
            service.close();
            return key.isValid() + " " + key.reset();
        });
        of("not signalled again before the reset", () -> {
            Path folder = folder();
            try (WatchService service = service()) {
                folder.register(service, ENTRY_CREATE);
                Files.createFile(folder.resolve("a"));
                WatchKey key = service.take();
                Files.createFile(folder.resolve("b"));
                Thread.sleep(50);
                String none = service.poll() + " ";
                int seen = key.pollEvents().size();
                Files.createFile(folder.resolve("c"));
                Thread.sleep(50);
                return none + seen + " " + key.reset() + " " + (service.poll() == key) + " " + key.pollEvents().size();
            }
        });
        of("registered again for something else", () -> {
            Path folder = folder();
            try (WatchService service = service()) {
                folder.register(service, ENTRY_DELETE);
                WatchKey key = folder.register(service, ENTRY_CREATE);
                Files.createFile(folder.resolve("a"));
                Files.delete(folder.resolve("a"));
                Thread.sleep(30);
                return events(service.poll(200, TimeUnit.MILLISECONDS), key);
            }
        });
        of("two services", () -> {
            Path folder = folder();
            try (WatchService one = service(); WatchService two = service()) {
                WatchKey a = folder.register(one, ENTRY_CREATE);
                WatchKey b = folder.register(two, ENTRY_CREATE);
                Files.createFile(folder.resolve("x"));
                return events(one.take(), a) + " " + events(two.take(), b);
            }
        });
        of("two directories", () -> {
            Path first = folder();
            Path second = folder();
            try (WatchService service = service()) {
                WatchKey a = first.register(service, ENTRY_CREATE);
                WatchKey b = second.register(service, ENTRY_CREATE);
                Files.createFile(second.resolve("x"));
                String one = events(service.take(), b);
                Files.createFile(first.resolve("y"));
                return one + " " + events(service.take(), a);
            }
        });
        of("one directory by two names", () -> {
            Path folder = folder();
            Path link = Files.createSymbolicLink(none(), folder);
            try (WatchService service = service()) {
                WatchKey a = folder.register(service, ENTRY_CREATE);
                return a == link.register(service, ENTRY_CREATE);
            }
        });
        of("event", () -> {
            Path folder = folder();
            try (WatchService service = service()) {
                folder.register(service, ALL);
                Files.createFile(folder.resolve("x"));
                WatchEvent<?> event = service.take().pollEvents().get(0);
                return event.kind().name() + " " + event.kind().type().getName() + " " + event.count() + " " + event.context();
            }
        });
    }

    private void registration() {
        of("no kinds", () -> folder().register(service()));
        of("only overflow", () -> folder().register(service(), OVERFLOW));
        of("null as a kind", () -> folder().register(service(), (WatchEvent.Kind<?>) null));
        of("null as the service", () -> folder().register(null, ENTRY_CREATE));
        of("an unknown kind", () -> folder().register(service(), new WatchEvent.Kind<String>() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public Class<String> type() {
                return String.class;
            }
        }));
        of("an unknown modifier", () -> folder().register(service(), ALL, () -> "other"));
        of("null as a modifier", () -> folder().register(service(), ALL, (WatchEvent.Modifier) null));
        of("a file", () -> file("x").register(service(), ALL));
        of("nothing there", () -> none().register(service(), ALL));
        of("a closed service", () -> {
            WatchService service = service();
            service.close();
            return folder().register(service, ALL);
        });
    }

    private void waits() {
        of("poll without events", () -> {
            try (WatchService service = service()) {
                folder().register(service, ALL);
                return service.poll() + " " + service.poll(10, TimeUnit.MILLISECONDS);
            }
        });
        of("poll closed", () -> closed().poll());
        of("poll a while closed", () -> closed().poll(1, TimeUnit.SECONDS));
        of("take closed", () -> closed().take());
        for (boolean virtual : new boolean[] {false, true}) {
            String thread = virtual ? ", virtual thread" : "";
            of("take meets an event" + thread, () -> {
                Path folder = folder();
                try (WatchService service = service()) {
                    WatchKey key = folder.register(service, ENTRY_CREATE);
                    return during(virtual, () -> events(service.take(), key), t -> Files.createFile(folder.resolve("x")));
                }
            });
            of("take interrupted" + thread, () -> {
                try (WatchService service = service()) {
                    return during(virtual, service::take, Thread::interrupt);
                }
            });
            of("take while closed" + thread, () -> {
                WatchService service = service();
                return during(virtual, service::take, t -> service.close());
            });
            of("poll while closed" + thread, () -> {
                WatchService service = service();
                return during(virtual, () -> service.poll(1, TimeUnit.HOURS), t -> service.close());
            });
        }
        of("poll waits so long", () -> {
            try (WatchService service = service()) {
                long start = System.nanoTime();
                Object none = service.poll(40, TimeUnit.MILLISECONDS);
                long millis = (System.nanoTime() - start) / 1_000_000;
                return none + " " + (millis >= 40 && millis < 2000);
            }
        });
    }

    private static WatchService closed() throws IOException {
        WatchService service = service();
        service.close();
        return service;
    }
}
