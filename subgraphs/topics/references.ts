import { reference } from "../../foundation/reference.ts";

export const Organisation = reference("Organisation");
export const Member = reference("Member");
