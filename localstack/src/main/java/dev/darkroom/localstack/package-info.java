/// LocalStack by Testcontainers, and the deployment of template.yaml to it.
@NullMarked
package dev.darkroom.localstack;

import org.jspecify.annotations.NullMarked;
