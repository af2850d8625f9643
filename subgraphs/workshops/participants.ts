import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Organisation } from "./references.ts";

@ObjectType({ description: "How many came, of whom or of what." })
@InputType("AttendanceInput", { description: "How many came, of whom or of what." })
export class Attendance {
  @Field(() => Int, { description: "How many, 0 or more." })
  count: number;

  @Field({ description: 'False where the source says "about".' })
  exact: boolean;

  @Field({
    description:
      'Who or what is counted, as "participants" or "member cities and regions", in the record\'s original language.',
  })
  of: string;
}

export interface SpeakerRow {
  name: string;
  organisationId: string | null;
  note: string | null;
}

@ObjectType({ description: "Somebody who spoke at a workshop." })
export class Speaker {
  @Field({ description: "The name as the source prints it." })
  name: string;

  @Field(() => Organisation, {
    nullable: true,
    description: "For whom they spoke; null where the sources do not say or it has no record.",
  })
  organisation: { id: string } | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What should be known of this entry, as their function or that the name may be misspelt, in the record's original language; null where there is nothing.",
  })
  note: string | null;
}

@InputType({ description: "Somebody who spoke at a workshop." })
export class SpeakerInput {
  @Field({ description: "The name as the source prints it, at most 200 characters." })
  name: string;

  @Field(() => ID, { nullable: true, description: "The organisation they spoke for." })
  organisationId?: string | null;

  @Field(() => String, { nullable: true, description: "Their function, or a doubt about the entry." })
  note?: string | null;
}

/** Speakers as a workshop stores them, with their organisations beside them. */
export function speakerRows(speakers: readonly SpeakerInput[]) {
  const rows: SpeakerRow[] = speakers.map(({ name, organisationId, note }) => ({
    name: name.trim(),
    organisationId: organisationId ?? null,
    note: note?.trim() || null,
  }));
  const organisations = rows.map(({ organisationId }) => organisationId).filter((id) => id !== null);
  return { speakerRows: rows, speakerOrganisationIds: [...new Set(organisations)] };
}
