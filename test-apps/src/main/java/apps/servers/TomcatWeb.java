package apps.servers;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat with HTTP/2 and HTTP/1.1 over TLS. Arguments: a port, a directory to work in. */
public final class TomcatWeb {
    private TomcatWeb() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[1]);
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(args[0]));
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystore(Tls.keys("web"));
        certificate.setCertificateKeystorePassword(new String(Tls.PASSWORD));
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        new File(args[1], "webapps").mkdirs();
        Context context = tomcat.addContext("", args[1]);
        Tomcat.addServlet(context, "echo", new Echo());
        context.addServletMappingDecoded("/echo/*", "echo");
        tomcat.start();
        tomcat.getServer().await();
    }

    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] answer = Answers.of(request.getRequestURI(), request.getInputStream().readAllBytes());
            response.setHeader("X-Number", request.getHeader("X-Number"));
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }
}
