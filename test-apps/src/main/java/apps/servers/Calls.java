package apps.servers;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The methods of the gRPC service, one of each type, on plain bytes. */
final class Calls {
    static final String SERVICE = "apps.Answers";
    static final MethodDescriptor<byte[], byte[]> ASK = method("Ask", MethodType.UNARY);
    static final MethodDescriptor<byte[], byte[]> LISTEN = method("Listen", MethodType.SERVER_STREAMING);
    static final MethodDescriptor<byte[], byte[]> TELL = method("Tell", MethodType.CLIENT_STREAMING);
    static final MethodDescriptor<byte[], byte[]> TALK = method("Talk", MethodType.BIDI_STREAMING);

    private Calls() {}

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder().setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new Bytes()).setResponseMarshaller(new Bytes()).build();
    }

    /** Some hundred bytes each. */
    static List<byte[]> pieces(byte[] whole) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < whole.length; from += 700) {
            pieces.add(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + 700)));
        }
        return pieces;
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
