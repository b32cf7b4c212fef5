package com.jkboat.notify.ses;

import com.jkboat.notify.message.EmailMessage;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/** Wraps a mail as it was composed into the request of SES; of ours SES gets the notification's id alone, as tag. */
final class SesRequest {

    /** The tag by which events find their notification. */
    static final String ID_TAG = "notify_id";

    private SesRequest() {}

    /** Makes the request; the envelope names the recipient, so that headers need not. */
    static SendEmailRequest of(EmailMessage message, byte[] mime, SesOptions options, AwsCredentials key) {
        SendEmailRequest.Builder request = SendEmailRequest.builder()
                .destination(to -> to.toAddresses(message.to().address()))
                .content(content -> content.raw(raw -> raw.data(SdkBytes.fromByteArray(mime))))
                .emailTags(tags(message, options))
                .overrideConfiguration(call -> call.credentialsProvider(StaticCredentialsProvider.create(key)));
        options.configurationSet().ifPresent(request::configurationSetName);
        return request.build();
    }

    private static List<MessageTag> tags(EmailMessage message, SesOptions options) {
        List<MessageTag> tags = new ArrayList<>();
        tags.add(tag(ID_TAG, message.notificationId().toString()));
        options.tags().forEach((name, value) -> tags.add(tag(name, value)));
        return tags;
    }

    private static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }
}
