"""What tests share: servers, actors, clocks."""
