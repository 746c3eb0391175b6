package dev.darkroom.cli.reprocess;

/// AWS's list prices in us-east-1, in US dollars, without free tiers, as of November 2026.
/// Sources: <https://aws.amazon.com/lambda/pricing/>, <https://aws.amazon.com/s3/pricing/>,
/// <https://aws.amazon.com/dynamodb/pricing/on-demand/>, <https://aws.amazon.com/sns/pricing/>
final class Prices {
    /// arm64, as template.yaml has it.
    static final double LAMBDA_GIGABYTE_SECOND = 0.0000133334;

    static final double LAMBDA_REQUEST = 0.20 / 1_000_000;
    /// PUT, LIST; deletes are free.
    static final double S3_WRITE = 0.005 / 1_000;

    static final double S3_READ = 0.0004 / 1_000;
    static final double DYNAMODB_WRITE_UNIT = 0.625 / 1_000_000;
    static final double DYNAMODB_READ_UNIT = 0.125 / 1_000_000;
    static final double SNS_PUBLISH = 0.50 / 1_000_000;

    private Prices() {}
}
