package com.jkboat.notify.testkit.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate, made anew in each JVM.
 *
 * <p>Made by the JDK's own keytool in about a second; nothing is left on disk.
 *
 * @since 0.1
 */
public final class TestCertificate {

    private static final String PASSWORD = "changeit";

    private final KeyStore keys;

    private TestCertificate(KeyStore keys) {
        this.keys = keys;
    }

    /** Returns the one certificate of this JVM for {@code localhost} and {@code 127.0.0.1}. */
    public static TestCertificate localhost() {
        return Holder.CERTIFICATE;
    }

    /** Makes a certificate for another host, such as {@code mail.example.org}. */
    public static TestCertificate of(String host) {
        return make(host, "dns:" + host);
    }

    /** Returns the certificate, without its key, as the text of a PEM file. */
    public String pem() {
        try {
            byte[] encoded = keys.getCertificate("server").getEncoded();
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(encoded)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test certificate cannot be written", e);
        }
    }

    /** Returns what a server presents the certificate with. */
    public SSLContext forServer() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test certificate cannot be used", e);
        }
    }

    /** Returns what a client trusts this certificate and no other with. */
    public SSLContext forClient() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", keys.getCertificate("server"));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the test certificate cannot be used", e);
        }
    }

    private static TestCertificate make(String name, String alternatives) {
        try {
            Path folder = Files.createTempDirectory("notify-test-certificate");
            Path file = folder.resolve("keys.p12");
            try {
                runKeytool(file, name, alternatives);
                KeyStore keys = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(file)) {
                    keys.load(in, PASSWORD.toCharArray());
                }
                return new TestCertificate(keys);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the test certificate cannot be made", e);
        }
    }

    private static void runKeytool(Path file, String name, String alternatives) throws IOException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", "server"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
        command.addAll(List.of("-dname", "CN=" + name, "-ext", "san=" + alternatives));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** Made when first asked for. */
    private static final class Holder {
        private static final TestCertificate CERTIFICATE = make("localhost", "dns:localhost,ip:127.0.0.1");
    }
}
