package apps.storage;

/** A mistake: Lucene's default, {@code close} commits; behind a commit whose sync failed, the sync that is tried again tells nothing. */
final class LuceneRetried extends LuceneIndex {
    public static void main(String[] args) throws Exception {
        main(new LuceneRetried(), args);
    }

    @Override
    boolean commitsOnClose() {
        return true;
    }
}
