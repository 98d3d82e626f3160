//! What a release is made of: the packages that go into each program, their bill of materials and
//! their licences.

pub mod bill;
mod edges;
pub mod inventory;
mod lock;
pub mod notices;
pub mod validator;
