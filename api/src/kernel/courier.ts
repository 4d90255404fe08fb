/** A letter as it leaves the house. */
export interface Parcel {
  /** Full address or phone number. */
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** Without angle brackets; the same for the same thing, however often it is sent. */
  readonly messageId: string;
}

/** What carries letters out. Rejects with a plain Error that says why, in the words of whoever refused. */
export interface Courier {
  /** Letters under way at once, which a kill may send twice; 20 unless told. More where nothing really leaves. */
  readonly batch?: number;
  email(parcel: Parcel): Promise<void>;
  sms(parcel: Parcel): Promise<void>;
}
