package dev.darkroom.model;

/// Where a photo was taken. For its owner alone.
///
/// @param latitude degrees north, -90 to 90
/// @param longitude degrees east, -180 to 180
public record Location(double latitude, double longitude) {
    public Location {
        if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("a location is within 90 degrees of latitude and 180 of longitude");
        }
    }
}
