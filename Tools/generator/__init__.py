"""The parts of Tools/generate: a model of Schemas/ and one emitter for each kind of file."""
