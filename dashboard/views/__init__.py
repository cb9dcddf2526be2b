"""The parts of the council's screen: functions from a screen's state to components."""
