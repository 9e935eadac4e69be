package apps.servers;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * What a client asks a server, and the one right answer: the number of the question, its checksum and its bytes backwards. Both
 * follow from the number alone, so an answer that belongs to another question, or lost, doubled or mixed up bytes, is wrong.
 */
public record Question(int number, byte[] bytes) {
    /** Mostly some hundred bytes; one in forty up to 60,000, which takes many segments and reads. */
    public static Question number(int number) {
        Random random = new Random(number);
        byte[] bytes = new byte[4 + (number % 40 == 7 ? random.nextInt(60_000) : random.nextInt(600))];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt(number);
        return new Question(number, bytes);
    }

    /** What a server makes of the bytes of a question. */
    public static byte[] answer(byte[] question) {
        if (question.length < 4) {
            throw new IllegalArgumentException("a question of " + question.length + " bytes");
        }
        CRC32 checksum = new CRC32();
        checksum.update(question);
        ByteBuffer answer = ByteBuffer.allocate(12 + question.length);
        answer.putInt(ByteBuffer.wrap(question).getInt()).putInt((int) checksum.getValue()).putInt(question.length);
        for (int i = question.length - 1; i >= 0; i--) {
            answer.put(question[i]);
        }
        return answer.array();
    }

    /** Asks a server for the answer's bytes. */
    interface Client extends Requests.Client {
        byte[] answer(Question question) throws Exception;

        @Override
        default void ask(int number, Random random) throws Exception {
            Question question = number(number);
            question.check(answer(question));
        }
    }

    private void check(byte[] answer) {
        byte[] right = answer(bytes);
        int at = java.util.Arrays.mismatch(right, answer);
        if (at >= 0) {
            throw new Requests.WrongAnswer("wrong answer to question " + number + " of " + bytes.length + " bytes: "
                    + answer.length + " bytes in place of " + right.length + ", other from " + at + " on");
        }
    }
}
