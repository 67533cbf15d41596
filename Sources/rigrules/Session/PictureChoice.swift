import ArgumentParser
import RigPictures
import RigReports

/// What `--picture` names: one picture, or all of them.
enum PictureChoice: ExpressibleByArgument, Sendable, Equatable {
  case all
  case one(PictureKind)

  static let option = "--picture"

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let kind = PictureKind(rawValue: argument) {
      self = .one(kind)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { PictureKind.allCases.map(\.rawValue) + ["all"] }

  var defaultValueDescription: String {
    switch self {
    case .all: "all"
    case .one(let kind): kind.rawValue
    }
  }

  /// The pictures that are meant, each once and in their order.
  static func kinds(of choices: [PictureChoice]) -> [PictureKind] {
    PictureKind.allCases.filter { choices.contains(.all) || choices.contains(.one($0)) }
  }

  /// Why the pictures cannot be in a format.
  static func problem(of choices: [PictureChoice], in format: OutputFormat) -> String? {
    let hasPictures: [OutputFormat] = [.builtIn(.text), .builtIn(.svg)]
    guard !choices.isEmpty, !hasPictures.contains(format) else { return nil }
    return
      "--picture is for --format text and svg; "
      + (format == .builtIn(.html)
        ? "html has all pictures" : "`\(format.defaultValueDescription)` has none")
  }

  /// Arguments in which `--picture` without a name, before a build or at the end, means all.
  static func completed(_ arguments: [String]) -> [String] {
    arguments.enumerated().map { index, argument in
      guard argument == option, !arguments[..<index].contains("--") else { return argument }
      let next = arguments.indices.contains(index + 1) ? arguments[index + 1] : ""
      return allValueStrings.contains(next) ? argument : "\(option)=all"
    }
  }
}
