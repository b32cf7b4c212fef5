package com.jkboat.notify.testkit.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class TestCertificateTest {

    @Test
    void isMadeOutToTheHostAndCanBeWrittenAsPem() throws Exception {
        String pem = TestCertificate.of("mail.example.org").pem();

        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=mail.example.org");
        assertThat(certificate.getSubjectAlternativeNames().toString()).contains("mail.example.org");
    }
}
