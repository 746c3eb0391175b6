package dev.darkroom.localcloud.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.localcloud.stack.PolicyStatement;
import dev.darkroom.localcloud.stack.PolicyStatement.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>
    @Test
    void whatNoStatementAllowsIsDenied() {
        assertThat(new Policy(List.of()).allows(new Right("s3:GetObject", "arn:aws:s3:::b/k")))
                .isFalse();
    }

    /// Actions without regard to case, resources with it; `*` and `?` in both.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>,
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::b/*, s3:GetObject, arn:aws:s3:::b/o/k, true",
        "S3:getobject, arn:aws:s3:::b/*, s3:GetObject, arn:aws:s3:::b/o/k, true",
        "s3:Get*, *, s3:GetObject, arn:aws:s3:::b/k, true",
        "*, *, sqs:SendMessage, arn:aws:sqs:us-east-1:000000000000:q, true",
        "s3:GetObject, arn:aws:s3:::b/*, s3:GetObject, arn:aws:s3:::B/k, false",
        "s3:GetObject, arn:aws:s3:::b/*, s3:GetObject, arn:aws:s3:::b, false",
        "s3:GetObject, arn:aws:s3:::b, s3:GetObject, arn:aws:s3:::b/k, false",
        "s3:GetObject, arn:aws:s3:::b/*, s3:GetObjectAcl, arn:aws:s3:::b/k, false",
        "s3:Get?bject, arn:aws:s3:::b/?/*.jpg, s3:GetObject, arn:aws:s3:::b/o/x.jpg, true",
        "s3:GetObject, arn:aws:s3:::b/?, s3:GetObject, arn:aws:s3:::b/, false",
        "s3:GetObject, arn:aws:s3:::*a*b*c, s3:GetObject, arn:aws:s3:::aXbXbXc, true",
        "s3:GetObject, arn:aws:s3:::*a*b*c, s3:GetObject, arn:aws:s3:::aXbXbXd, false",
        "sqs:ListQueues, arn:aws:sqs:*, sqs:ListQueues, *, false",
    })
    void wildcardsAreReadAsIamReadsThem(String action, String resource, String asked, String upon, boolean allowed) {
        var policy = new Policy(List.of(new PolicyStatement(List.of(action), List.of(resource))));
        assertThat(policy.allows(new Right(asked, upon))).isEqualTo(allowed);
    }

    @Test
    void anActionAndAResourceOfDifferentStatementsAllowNothing() {
        var policy = new Policy(List.of(
                new PolicyStatement(List.of("s3:GetObject"), List.of("arn:aws:s3:::a/*")),
                new PolicyStatement(List.of("s3:PutObject"), List.of("arn:aws:s3:::b/*"))));
        assertThat(policy.allows(new Right("s3:GetObject", "arn:aws:s3:::b/k"))).isFalse();
    }

    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
    @Test
    void aDenialNamesWhoWhatAndWhereAsTheServiceWritesIt() {
        assertThat(denial("dynamodb:PutItem", "arn:aws:dynamodb:us-east-1:000000000000:table/T"))
                .isEqualTo("User: arn:aws:sts::000000000000:assumed-role/fRole/f is not authorized to perform: "
                        + "dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/T because no "
                        + "identity-based policy allows the dynamodb:PutItem action");
        assertThat(denial("s3:GetObject", "arn:aws:s3:::b/k"))
                .contains("s3:GetObject on resource: \"arn:aws:s3:::b/k\" because");
        assertThat(denial("sns:Publish", "arn:t"))
                .contains("SNS:Publish on resource: arn:t")
                .endsWith("SNS:Publish action");
        assertThat(denial("sqs:SendMessage", "arn:q"))
                .contains("sqs:sendmessage on resource: arn:q")
                .endsWith("sqs:sendmessage action");
    }

    private static String denial(String action, String resource) {
        return new Denial(Rights.principal("000000000000", "f"), new Right(action, resource)).message();
    }

    @Test
    void aGrantOfTheTemplateIsUnusedUntilARequestThatIsAllowedNeedsIt() {
        var rights = new Rights(
                "us-east-1",
                "000000000000",
                Map.of(
                        "f",
                        List.of(
                                new PolicyStatement(
                                        List.of("s3:GetObject", "s3:PutObject"), List.of("arn:aws:s3:::b/*")),
                                new PolicyStatement(Origin.SAM, List.of("sqs:SendMessage"), List.of("arn:q")))));
        var get = new Right("s3:GetObject", "arn:aws:s3:::b/k");
        var put = new Right("s3:PutObject", "arn:aws:s3:::b/k");
        assertThat(rights.refuse("f", List.of(put, new Right("s3:GetObject", "arn:aws:s3:::other/k"))))
                .isPresent();
        assertThat(rights.refuse(Rights.ROOT, List.of(put))).isEmpty();
        assertThat(rights.allows("f", put)).isTrue();
        assertThat(rights.refuse("f", List.of(get))).isEmpty();

        assertThat(rights.unused()).containsExactly(new Grant("f", "s3:PutObject", "arn:aws:s3:::b/*"));
    }

    @Test
    void whoHasNoRoleMayDoNothing() {
        assertThat(new Rights("us-east-1", "000000000000", Map.of())
                        .refuse("stranger", List.of(new Right("s3:GetObject", "arn:aws:s3:::b/k"))))
                .isPresent();
    }
}
