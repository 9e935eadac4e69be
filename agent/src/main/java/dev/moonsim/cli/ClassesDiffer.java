package dev.moonsim.cli;

/** Runs that used classes again came to something else than runs with fresh ones: none of them counts. */
final class ClassesDiffer extends RuntimeException {
    ClassesDiffer() {
        super("runs that used the program's classes again differ from runs with fresh ones", null, false, false);
    }
}
