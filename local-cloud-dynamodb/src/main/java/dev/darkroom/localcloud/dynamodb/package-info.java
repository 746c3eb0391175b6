/// DynamoDB Local in a process of its own, on loopback only.
@NullMarked
package dev.darkroom.localcloud.dynamodb;

import org.jspecify.annotations.NullMarked;
