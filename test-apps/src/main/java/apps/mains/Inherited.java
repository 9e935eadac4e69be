package apps.mains;

/** A main that is inherited. */
class Inherited extends Instance {
}
