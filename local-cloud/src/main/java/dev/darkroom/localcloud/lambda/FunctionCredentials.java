package dev.darkroom.localcloud.lambda;

/// The access key that a function's calls are signed with, as its execution role's would be on AWS.
public record FunctionCredentials(String accessKeyId, String secretAccessKey) {
    /// Whose keys are whose. The endpoint recognises the caller by them.
    @FunctionalInterface
    public interface Source {
        /// The keys of one function; the same at every call, since environments outlive one another.
        FunctionCredentials of(String functionName);
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "FunctionCredentials[" + accessKeyId + "]";
    }
}
