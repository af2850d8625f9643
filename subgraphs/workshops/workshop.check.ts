import { endsBefore } from "../../foundation/partial-date.ts";
import { badInput } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";
import type { Attendance } from "./participants.ts";
import type { Workshop } from "./workshop.entity.ts";
import type { WorkshopChange } from "./workshop.input.ts";

const SPEAKERS = 100;
const COUNTS = 20;
const HOURS = 3_600_000;

/** Throws a Problem where a workshop's own values are none. */
export function checkWorkshop({ venue, speakers, attendance }: WorkshopChange) {
  if (venue) checkText("venue", venue, 200);
  if (speakers && speakers.length > SPEAKERS)
    throw badInput("speakers", `A workshop has at most ${SPEAKERS} speakers.`);
  for (const { name, note } of speakers ?? []) {
    if (!checkText("speakers.name", name, 200)) throw badInput("speakers.name", "A speaker needs a name.");
    if (note) checkText("speakers.note", note, 500);
  }
  checkAttendance(attendance);
}

export function checkAttendance(attendance: readonly Attendance[] | null | undefined) {
  if (attendance && attendance.length > COUNTS)
    throw badInput("attendance", `There are at most ${COUNTS} counts of attendance.`);
  for (const { count, of } of attendance ?? []) {
    if (count < 0) throw badInput("attendance.count", "Nobody came is 0: a count cannot be below it.");
    if (!checkText("attendance.of", of, 200))
      throw badInput("attendance.of", "Say who or what is counted, as participants.");
  }
}

/** Throws a Problem where the dates contradict each other. The hour may fall on another day in Greenwich than where people meet. */
export function checkDates({ start, end, startsAt }: Pick<Workshop, "start" | "end" | "startsAt">) {
  if (endsBefore(start, end)) throw badInput("end", "A workshop cannot end before it begins.");
  if (end && !start) throw badInput("end", "A workshop with an end needs a start.");
  if (!startsAt) return;
  const days = [-14, 0, 14].map((hours) => new Date(startsAt.getTime() + hours * HOURS).toISOString());
  if (!start || !days.some((day) => day.startsWith(start)))
    throw badInput("startsAt", "The moment at which a workshop begins must fall on its start.");
}
